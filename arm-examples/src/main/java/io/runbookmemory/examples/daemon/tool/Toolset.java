package io.runbookmemory.examples.daemon.tool;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.prometheus.PrometheusClient;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.examples.daemon.memory.Stores;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.examples.guard.KeyFile;
import io.runbookmemory.examples.remedy.RemedyTools;
import io.runbookmemory.examples.remedy.action.Lesson;
import io.runbookmemory.examples.remedy.action.Lessons;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfigReader;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.oncall.EscalationPolicy;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which tools a configuration makes, beside those over memory: Prometheus to ask, a cluster to act
 * on, and what whoever embeds the daemon registers. Thread-safe.
 */
public final class Toolset implements AutoCloseable {

  private final List<Tool> tools;
  private final Told told;
  private final @Nullable Acting acting;

  private Toolset(List<Tool> tools, Told told, @Nullable Acting acting) {
    this.tools = List.copyOf(tools);
    this.told = told;
    this.acting = acting;
  }

  /** Hands lessons on to a memory that is made after the tools, as it must know them. */
  private static final class Told implements Lessons {

    private volatile Lessons memory = Lessons.NONE;

    @Override
    public void learn(Lesson lesson) {
      memory.learn(lesson);
    }
  }

  /**
   * Checks all that can be without a server.
   *
   * @throws io.runbookmemory.error.ArmException if it breaks a rule
   */
  public static void check(DaemonConfig.Tools part) {
    if (part.remedy() != null) {
      ClusterConfigReader.read(part.remedy());
    }
    if (part.key() != null) {
      KeyFile.read(part.key());
    }
  }

  /**
   * Makes the tools.
   *
   * @param own makes what whoever embeds the daemon adds
   */
  public static Toolset open(
      DaemonConfig config, Stores stores, Function<RemedyRoom, List<Tool>> own) {
    Told told = new Told();
    RemedyRoom room = RemedyTools.room(stores.ledgers(), config.tenant(), told);
    List<Tool> tools = new ArrayList<>(own.apply(room));
    prometheus(config).ifPresent(one -> tools.addAll(one.tools()));
    Path remedy = config.tools().remedy();
    if (remedy == null) {
      return new Toolset(tools, told, null);
    }
    Cluster cluster = Cluster.open(ClusterConfigReader.read(remedy));
    FollowUps later = RemedyTools.later(stores.ledgers(), config.tenant(), room);
    tools.addAll(RemedyTools.of(cluster, later, room));
    return new Toolset(tools, told, new Acting(cluster, later));
  }

  /** A cluster, and the thread that puts back what is due there. */
  private static final class Acting implements AutoCloseable {

    private final Cluster cluster;
    private final Thread thread;

    Acting(Cluster cluster, FollowUps later) {
      this.cluster = cluster;
      this.thread =
          Thread.ofPlatform()
              .name("arm-remedy-follow-ups")
              .daemon()
              .start(() -> later.follow(cluster));
    }

    @Override
    public void close() {
      thread.interrupt();
      cluster.close();
    }
  }

  /** Returns what queries are asked of; empty where nobody is named. */
  public static Optional<PrometheusClient> prometheus(DaemonConfig config) {
    boolean own = config.tools().prometheus() != null;
    URI address = own ? config.tools().prometheus() : config.slos().prometheus();
    Secret token = own ? config.tools().token() : config.slos().token();
    if (address == null) {
      return Optional.empty();
    }
    Endpoint.Builder endpoint =
        Endpoint.builder(address).allowPlainHttp().context(Tracing::headers);
    if (token != null) {
      endpoint.credentials(Credentials.bearer(token::value));
    }
    return Optional.of(new PrometheusClient(endpoint.build()));
  }

  /**
   * Returns a planner that knows them, and those over memory.
   *
   * @param calling when others are called in
   */
  public Planner planner(EscalationPolicy calling) {
    List<ToolContract> contracts = new ArrayList<>(tools.stream().map(Tool::contract).toList());
    // What they take and do is the same over every store.
    try (RunbookMemory nothing = RunbookMemory.builder(new ExactMemoryStore()).build()) {
      nothing.tools().forEach(tool -> contracts.add(tool.contract()));
    }
    return Planner.builder().tools(contracts).escalation(calling).build();
  }

  /**
   * Returns all of them.
   *
   * @param memory whose tools are added, and which learns how remedies end; null where it is off
   */
  public List<Tool> with(@Nullable RunbookMemory memory) {
    List<Tool> all = new ArrayList<>(tools);
    if (memory != null) {
      told.memory = Lessons.of(memory, memory.memories().tenant());
      all.addAll(memory.tools());
    }
    return all;
  }

  @Override
  public void close() {
    if (acting != null) {
      acting.close();
    }
  }
}
