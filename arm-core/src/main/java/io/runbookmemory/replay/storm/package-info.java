/**
 * Outages as an uptime monitor wrote them down, told once more through noise control: {@link
 * io.runbookmemory.replay.storm.StormReplay} counts the pages before and after, and names every
 * outage that nobody would have read of.
 *
 * <p>Floor 6: may import {@code alert}, {@code slo}, {@code oncall.noise} and the JDK.
 */
package io.runbookmemory.replay.storm;
