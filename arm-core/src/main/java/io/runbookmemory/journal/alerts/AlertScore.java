package io.runbookmemory.journal.alerts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an alert served the people who were told of it.
 *
 * @param alert its name
 * @param service where; null if unknown
 * @param episodes how often it fired
 * @param pages how often it woke somebody
 * @param actedOn in how many episodes somebody did something
 * @param byItself how many ended without
 * @param duplicates how many reports said nothing new
 * @param median how long it fired, in the middle; null if no episode's end is known
 * @param advice what to do about it
 * @param why with its figures
 */
public record AlertScore(
    String alert,
    @Nullable String service,
    int episodes,
    int pages,
    int actedOn,
    int byItself,
    int duplicates,
    @Nullable Duration median,
    Advice advice,
    String why) {}
