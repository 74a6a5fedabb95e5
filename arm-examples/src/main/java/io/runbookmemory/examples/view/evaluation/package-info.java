/** How evaluations and backtests are shown. */
package io.runbookmemory.examples.view.evaluation;
