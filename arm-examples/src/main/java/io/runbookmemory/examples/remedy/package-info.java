/**
 * Remediation of a Kubernetes cluster, as an example of tools of one's own: {@code arm remedy}.
 * {@code docs/remediation.md} says what there is and how to register another.
 */
package io.runbookmemory.examples.remedy;
