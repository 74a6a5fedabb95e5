package io.runbookmemory.oncall;

/**
 * Somebody to tell.
 *
 * @param who a team, a person, or a service whose team is not known
 * @param why what they have to do with it, in words for people
 */
public record Contact(String who, String why) {}
