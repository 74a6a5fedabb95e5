/**
 * The contract of how memories fade: a way of one's own is certified by extending {@link
 * io.runbookmemory.testkit.decay.DecayContract}, a salience policy by extending {@link
 * io.runbookmemory.testkit.decay.SaliencePolicyContract}.
 *
 * <p>Imports the package above, arm-core, JUnit and AssertJ.
 */
package io.runbookmemory.testkit.decay;
