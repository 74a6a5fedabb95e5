package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.noise.NoisePolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a daemon is told. Immutable; its text shows no secret.
 *
 * @param mode how far it is trusted
 * @param listen where requests are taken
 * @param access who may use the API
 * @param store the URL of the store
 * @param replica the copy of a shared store, for when that is down
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
 * @param traces where traces go
 * @param analysis what memory does while nobody is looking
 * @param tools what steps of plans and clients of the protocol call, and where that is written down
 * @param mcp who may come by the Model Context Protocol
 */
public record DaemonConfig(
    Mode mode,
    Listen listen,
    AccessPart access,
    String store,
    ReplicaPart replica,
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
    Traces traces,
    AnalysisPart analysis,
    Tools tools,
    Mcp mcp) {

  /** What a daemon does that was told nothing: it listens on loopback and tells its log. */
  public static final DaemonConfig DEFAULT =
      new DaemonConfig(
          Mode.SHADOW,
          Listen.DEFAULT,
          AccessPart.NONE,
          StoreUrl.DEFAULT,
          ReplicaPart.DEFAULT,
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
          Traces.OFF,
          AnalysisPart.DEFAULT,
          Tools.DEFAULT,
          Mcp.DEFAULT);

  /**
   * What is called, and where that is written down.
   *
   * @param audit the folder of the audit log; null for the one of the commands
   * @param key the file with the secret that it is signed with; null for the one of the commands
   * @param prometheus what queries are asked of; null for the one that the objectives are in
   * @param token what that knows the daemon by; null for nothing
   * @param remedy which cluster may be acted on; null for none
   */
  public record Tools(
      @Nullable Path audit,
      @Nullable Path key,
      @Nullable URI prometheus,
      @Nullable Secret token,
      @Nullable Path remedy) {

    /** Memory's own tools, written down where the commands do it. */
    public static final Tools DEFAULT = new Tools(null, null, null, null, null);
  }

  /**
   * Where traces go.
   *
   * @param endpoint takes OTLP over HTTP; null where nobody is sent any
   * @param token what that knows the daemon by; null for nothing
   * @param percent how many of a hundred traces that begin here are sent
   */
  public record Traces(@Nullable URI endpoint, @Nullable Secret token, int percent) {

    /** Nobody is sent any. */
    public static final Traces OFF = new Traces(null, null, 100);
  }

  /**
   * Who may come by the Model Context Protocol.
   *
   * @param enabled whether anybody
   * @param sessions how many at once
   * @param idle after how long without a word one ends
   */
  public record Mcp(boolean enabled, int sessions, Duration idle) {

    /** Whoever may use the API. */
    public static final Mcp DEFAULT = new Mcp(true, 64, Duration.ofMinutes(30));
  }

  /** Copies the lists. */
  public DaemonConfig {
    channels = List.copyOf(channels);
    maintenance = List.copyOf(maintenance);
  }

  /** Returns the same, with what the environment says of it. */
  public DaemonConfig in(Map<String, String> environment) {
    return with(listen, store, TracesReader.of(environment));
  }

  /** Returns the same at another port. */
  public DaemonConfig at(int port) {
    return with(listen.at(port), store, traces);
  }

  /** Returns the same on another store. */
  public DaemonConfig on(String newStore) {
    return with(listen, newStore, traces);
  }

  private DaemonConfig with(Listen newListen, String newStore, Traces newTraces) {
    return new DaemonConfig(
        mode,
        newListen,
        access,
        newStore,
        replica,
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
        newTraces,
        analysis,
        tools,
        mcp);
  }

  /** Returns the same, but for what lasts as long as the process. */
  public DaemonConfig lastingAs(DaemonConfig running) {
    return new DaemonConfig(
        mode,
        running.listen,
        access,
        running.store,
        running.replica,
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
        running.traces,
        analysis,
        tools,
        mcp);
  }

  /** Returns whether who can reach it need not say who they are to bring news. */
  public boolean isOpenToOthers() {
    return !listen.isLoopback() && listen.token() == null && !access.isGiven();
  }

  @Override
  public String toString() {
    return "DaemonConfig[" + mode + " at " + listen + " on " + StoreUrl.plain(store) + "]";
  }
}
