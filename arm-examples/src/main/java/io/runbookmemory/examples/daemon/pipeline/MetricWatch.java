package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Routing;
import io.runbookmemory.journal.deploy.WatchNote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a metric moved that the authors of a deployment asked to watch by its name, and
 * writes it down in what is open of its service. For one thread.
 */
final class MetricWatch {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Drafts and impacts wait behind it, and a server that is well answers in a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Responder responder;
  private final Routing routing;
  private final Letter letter;
  private final WatchNotes written;
  private final @Nullable MovedMetrics metrics;
  private Instant next = Instant.MIN;

  MetricWatch(Responder responder, Parts.Rules rules, Letter letter) {
    PrometheusClient prometheus = rules.prometheus();
    this.responder = responder;
    this.routing = rules.routing();
    this.letter = letter;
    this.written = new WatchNotes(responder);
    this.metrics = prometheus == null ? null : new MovedMetrics(prometheus, PATIENCE);
  }

  /**
   * Returns what is to be told of that, each deployment and metric once: the same again while it is
   * watched.
   *
   * @param stop whether to, asked before each request
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  List<Notification> look(Instant now, BooleanSupplier stop) {
    if (metrics == null || now.isBefore(next)) {
      return List.of();
    }
    List<Notification> due =
        metrics.look(watching(now), now, stop).stream().flatMap(this::told).toList();
    next = stop.getAsBoolean() ? now : now.plus(EVERY);
    return due;
  }

  private List<WatchNote> watching(Instant now) {
    return responder.journal().map(one -> one.deployments().watching(now)).orElse(List.of());
  }

  private Stream<Notification> told(MovedMetrics.Moved one) {
    WatchNote note = one.watched().note();
    String service = note.change().memory().scope().service();
    var incident = written.write(service, List.of(note), one.at());
    Notification notification =
        letter.moves(
            new Letter.Move(
                one.watched().key(),
                note,
                one.watched().metric(),
                one.words(),
                incident == null ? null : incident.toString()),
            one.at());
    return routing.noted().stream().map(notification::to);
  }
}
