package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.noise.NoisePolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a daemon is told. Immutable; its text shows no secret.
 *
 * @param mode how far it is trusted
 * @param listen where requests are taken
 * @param access who may use the API
 * @param store the URL of the store
 * @param tenant whose memories
 * @param memory what is recalled
 * @param queue what may wait
 * @param noise what counts as one thing; null where every alert is told of by itself
 * @param slos which error budgets are watched
 * @param channels who is told; the log is told where this is empty
 * @param maintenance when nobody is told of some alerts
 * @param chat which chats may talk to it
 * @param deployments whether deployments are taken
 * @param metrics whether metrics are shown
 * @param analysis what memory does while nobody is looking
 */
public record DaemonConfig(
    Mode mode,
    Listen listen,
    AccessPart access,
    String store,
    Tenant tenant,
    MemoryPart memory,
    QueuePart queue,
    @Nullable NoisePolicy noise,
    SloPart slos,
    List<ChannelPart> channels,
    List<MaintenancePart> maintenance,
    ChatPart chat,
    boolean deployments,
    boolean metrics,
    AnalysisPart analysis) {

  /** What a daemon does that was told nothing: it listens on loopback and tells its log. */
  public static final DaemonConfig DEFAULT =
      new DaemonConfig(
          Mode.SHADOW,
          Listen.DEFAULT,
          AccessPart.NONE,
          StoreUrl.DEFAULT,
          Tenant.DEFAULT,
          MemoryPart.DEFAULT,
          QueuePart.DEFAULT,
          NoisePolicy.DEFAULT,
          SloPart.OFF,
          List.of(),
          List.of(),
          ChatPart.OFF,
          true,
          true,
          AnalysisPart.DEFAULT);

  /** Copies the lists. */
  public DaemonConfig {
    channels = List.copyOf(channels);
    maintenance = List.copyOf(maintenance);
  }

  /** Returns the same at another port. */
  public DaemonConfig at(int port) {
    return with(listen.at(port), store);
  }

  /** Returns the same on another store. */
  public DaemonConfig on(String newStore) {
    return with(listen, newStore);
  }

  private DaemonConfig with(Listen newListen, String newStore) {
    return new DaemonConfig(
        mode,
        newListen,
        access,
        newStore,
        tenant,
        memory,
        queue,
        noise,
        slos,
        channels,
        maintenance,
        chat,
        deployments,
        metrics,
        analysis);
  }

  /** Returns the same, but for what lasts as long as the process. */
  public DaemonConfig lastingAs(DaemonConfig running) {
    return new DaemonConfig(
        mode,
        running.listen,
        access,
        running.store,
        running.tenant,
        memory,
        queue,
        noise,
        slos,
        channels,
        maintenance,
        chat,
        deployments,
        running.metrics,
        analysis);
  }

  @Override
  public String toString() {
    return "DaemonConfig[" + mode + " at " + listen + " on " + StoreUrl.plain(store) + "]";
  }
}
