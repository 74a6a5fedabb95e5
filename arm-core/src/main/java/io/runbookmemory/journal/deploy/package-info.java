/**
 * What went out, and whether it is to blame: {@link io.runbookmemory.journal.deploy.DeploymentLog}.
 *
 * <p>Floor 5: imports {@code journal}, {@code remember}, {@code store}, {@code memory} and {@code
 * text}.
 */
package io.runbookmemory.journal.deploy;
