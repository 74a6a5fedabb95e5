/**
 * Real servers for tests, on loopback: {@link io.runbookmemory.testkit.server.LocalPostgres}. It
 * imports the JDK and JUnit alone; whoever connects brings the driver.
 */
package io.runbookmemory.testkit.server;
