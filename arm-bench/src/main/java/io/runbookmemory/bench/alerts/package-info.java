/**
 * The on-call daemon under load: a process of its own that is sent alerts as Alertmanager sends
 * them, and tells a receiver of notifications. Start reading at {@link
 * io.runbookmemory.bench.alerts.AlertLoad}.
 */
package io.runbookmemory.bench.alerts;
