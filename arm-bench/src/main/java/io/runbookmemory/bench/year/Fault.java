package io.runbookmemory.bench.year;

import java.util.List;

/**
 * A sort of trouble, which many services have.
 *
 * @param alert the alert that tells of it
 * @param symptom what it says, about some service
 * @param fixes what one might do about it; which of them works, and when, is each problem's own
 */
record Fault(String alert, String symptom, List<String> fixes) {

  static final List<Fault> ALL =
      List.of(
          new Fault(
              "DiskAlmostFull",
              "the disk is almost full, writes begin to fail",
              List.of(
                  "Delete the rotated logs",
                  "Grow the volume by half",
                  "Move the spool directory to the large mount",
                  "Turn off debug logging",
                  "Vacuum the old partitions",
                  "Restart the log shipper")),
          new Fault(
              "HighErrorRate",
              "requests are answered with errors of the upstream",
              List.of(
                  "Roll back the last release",
                  "Raise the timeout towards the upstream",
                  "Disable the new feature flag",
                  "Fail over to the second region",
                  "Warm the cache by hand",
                  "Scale the deployment to ten replicas")),
          new Fault(
              "ConnectionPoolExhausted",
              "no connection of the pool is free, callers wait",
              List.of(
                  "Double the size of the pool",
                  "Kill the idle transactions",
                  "Recycle the connection proxy",
                  "Stop the nightly report",
                  "Add the missing index",
                  "Shorten the statement timeout")),
          new Fault(
              "ConsumerLagGrows",
              "the consumer falls behind, its lag grows",
              List.of(
                  "Add two consumers to the group",
                  "Skip the poison message",
                  "Pause the replay job",
                  "Lower the batch size",
                  "Rebalance the partitions",
                  "Rotate the broker that leads")),
          new Fault(
              "ContainerRestarting",
              "the container is killed for want of memory and restarts",
              List.of(
                  "Raise the memory limit",
                  "Cap the heap at three quarters",
                  "Drop the preloaded dictionary",
                  "Pin the previous base image",
                  "Drain the noisy node",
                  "Switch the allocator")),
          new Fault(
              "CertificateExpiring",
              "the certificate expires and clients refuse it",
              List.of(
                  "Renew with the manual challenge",
                  "Open the firewall for the issuer",
                  "Restart the sidecar that holds the certificate",
                  "Import the new chain into the trust store",
                  "Correct the clock of the host",
                  "Delete the stale secret")),
          new Fault(
              "SlowQueries",
              "queries take seconds, the latency rises",
              List.of(
                  "Analyze the orders table",
                  "Pin the old execution plan",
                  "Cancel the long running export",
                  "Send reads to the replica",
                  "Rebuild the bloated index",
                  "Lower the parallel workers")),
          new Fault(
              "NameResolutionFails",
              "internal names are not resolved now and then",
              List.of(
                  "Restart the node local resolver",
                  "Lengthen the negative caching",
                  "Remove the dead nameserver",
                  "Raise the limit of tracked connections",
                  "Append a dot to the configured host",
                  "Move the resolver off the spot nodes")),
          new Fault(
              "QueueBacklog",
              "jobs wait in the queue for too long",
              List.of(
                  "Start the second worker pool",
                  "Purge the duplicate jobs",
                  "Raise the rate limit of the mailer",
                  "Unlock the stuck scheduler",
                  "Split the bulk import",
                  "Bounce the broker's channel")),
          new Fault(
              "CacheMissesRise",
              "most lookups miss the cache, the database suffers",
              List.of(
                  "Lengthen the time to live",
                  "Replace the failed shard",
                  "Undo the new key format",
                  "Give the cache twice the memory",
                  "Throttle the crawler",
                  "Prefetch the catalogue")),
          new Fault(
              "ReplicationBehind",
              "the replica is minutes behind the primary",
              List.of(
                  "Drop the abandoned replication slot",
                  "Stop the bulk update",
                  "Resync the replica from a backup",
                  "Give the replica faster storage",
                  "Terminate the conflicting reader",
                  "Tune the write ahead log")),
          new Fault(
              "LoginFailures",
              "users cannot log in, tokens are refused",
              List.of(
                  "Reload the signing keys",
                  "Restart the identity provider",
                  "Widen the allowed clock skew",
                  "Revert the redirect address",
                  "Clear the session store",
                  "Renew the client secret")));
}
