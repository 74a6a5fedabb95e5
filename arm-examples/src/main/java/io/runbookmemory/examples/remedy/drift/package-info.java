/** Drift: what is live beside what a Helm release or a kept ConfigMap says. */
package io.runbookmemory.examples.remedy.drift;
