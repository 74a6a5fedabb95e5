/**
 * The care of a Lucene store's files: backing up, verifying, repairing.
 *
 * <p>Not exported. Imports {@code index} and {@code report} beside it, arm-core up to its floor 3,
 * and Lucene.
 */
package io.runbookmemory.lucene.care;
