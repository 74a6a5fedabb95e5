/** The commands over the log of deployments. */
package io.runbookmemory.examples.deploy;
