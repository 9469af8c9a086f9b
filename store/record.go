package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
)

// recordVersion is the form of the bytes of a record. It changes together with
// the number of the schema.
const recordVersion = 1

const recordHead = 5 // version byte and CRC

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode makes the record of v to be kept under key.
func encode(key string, v any) ([]byte, error) {
	var b bytes.Buffer
	b.Write(make([]byte, recordHead))
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // for those who read it without this program
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	record := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	record[0] = recordVersion
	binary.BigEndian.PutUint32(record[1:], sum(key, record[recordHead:]))
	return record, nil
}

// open checks a record and returns its JSON and checksum.
func open(key string, record []byte) ([]byte, uint32, error) {
	if len(record) < recordHead || record[0] != recordVersion {
		return nil, 0, damaged("record %q has an unknown form", key)
	}
	text := record[recordHead:]
	noted := binary.BigEndian.Uint32(record[1:])
	if sum(key, text) != noted {
		return nil, 0, damaged("record %q does not match its checksum", key)
	}
	return text, noted, nil
}

// decode checks a record and reads it into v.
func decode(key string, record []byte, v any) error {
	text, _, err := open(key, record)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, v); err != nil {
		return damaged("record %q: %v", key, err)
	}
	return nil
}

func sum(key string, text []byte) uint32 {
	return crc32.Update(crc32.Checksum([]byte(key), castagnoli), castagnoli, text)
}

func damaged(format string, args ...any) error {
	return &DamagedError{Why: fmt.Sprintf(format, args...)}
}
