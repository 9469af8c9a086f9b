package course

// Hostile is for the test that opens these texts in the player.
var Hostile = hostile
