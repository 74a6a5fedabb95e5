/**
 * Alerts as they arrive and their identity: {@link io.runbookmemory.alert.Alert}, {@link
 * io.runbookmemory.alert.AlertFingerprint}.
 *
 * <p>Floor 1: imports {@code error} alone.
 */
package io.runbookmemory.alert;
