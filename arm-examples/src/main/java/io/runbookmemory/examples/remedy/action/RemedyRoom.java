package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.examples.remedy.turn.Waiting;
import java.time.InstantSource;

/**
 * What every remedy runs with, whatever it acts on.
 *
 * @param turns one at a time
 * @param lessons who is told how it ended
 * @param clock of the daemon
 * @param waiting between two looks
 */
public record RemedyRoom(Turns turns, Lessons lessons, InstantSource clock, Waiting waiting) {}
