package io.runbookmemory.journal.report;

import java.time.Duration;
import java.util.Map;

/**
 * What the period cost the people on call. Counted, not estimated.
 *
 * @param pages how often somebody was woken or called
 * @param atNight how many of these between 22:00 and 07:00 where they live
 * @param perShift pages of each shift of twelve hours by its beginning, in order; shifts without
 *     any are left out
 * @param worstShift the most in one shift; two leave time to learn from each (Site Reliability
 *     Engineering, chapter 11)
 * @param inIncidents the sum of the times in which harm went on
 */
public record OnCallCost(
    int pages, int atNight, Map<String, Long> perShift, long worstShift, Duration inIncidents) {}
