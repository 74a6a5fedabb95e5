/** A Kubernetes cluster as remediation sees it: the client, and what the team allows there. */
package io.runbookmemory.examples.remedy.cluster;
