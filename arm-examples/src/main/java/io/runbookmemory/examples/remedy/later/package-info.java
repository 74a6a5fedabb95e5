/** What has to be put back later: kept in the ledger, done by whoever comes first. */
package io.runbookmemory.examples.remedy.later;
