package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.examples.remedy.turn.Waiting;
import java.time.InstantSource;

/**
 * What remedies work with.
 *
 * @param cluster what they act on
 * @param turns one at a time
 * @param followUps what is put back later
 * @param lessons who is told how it ended
 * @param clock of the daemon
 * @param waiting between two looks
 */
public record RemedyRoom(
    Cluster cluster,
    Turns turns,
    FollowUps followUps,
    Lessons lessons,
    InstantSource clock,
    Waiting waiting) {}
