/** Commands about playbooks: which there are, whether they are sound, what one would do. */
package io.runbookmemory.examples.playbook;
