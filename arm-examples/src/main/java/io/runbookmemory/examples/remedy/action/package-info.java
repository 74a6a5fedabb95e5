/**
 * Remediation as tools of one's own: each says what it would do from what is live, does it step by
 * step under the target's turn, and looks whether it helped.
 */
package io.runbookmemory.examples.remedy.action;
