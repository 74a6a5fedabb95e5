/** What people know: what fires, of what they were told, and which ends wait for quiet. */
package io.runbookmemory.examples.daemon.told;
