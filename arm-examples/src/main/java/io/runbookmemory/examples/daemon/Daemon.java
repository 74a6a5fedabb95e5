package io.runbookmemory.examples.daemon;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.api.Api;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.chat.Backing;
import io.runbookmemory.examples.daemon.chat.Chat;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.examples.daemon.door.AlertmanagerDoor;
import io.runbookmemory.examples.daemon.door.DeploymentsDoor;
import io.runbookmemory.examples.daemon.door.HealthDoor;
import io.runbookmemory.examples.daemon.door.MetricsDoor;
import io.runbookmemory.examples.daemon.door.ReadyDoor;
import io.runbookmemory.examples.daemon.door.ReloadDoor;
import io.runbookmemory.examples.daemon.door.TracedDoor;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.DoorServer;
import io.runbookmemory.examples.daemon.mcp.McpDoors;
import io.runbookmemory.examples.daemon.memory.Stores;
import io.runbookmemory.examples.daemon.observe.Census;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.Foresight;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.examples.daemon.pane.Pane;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.examples.daemon.pipeline.Pipeline;
import io.runbookmemory.examples.daemon.spool.SpoolRunner;
import io.runbookmemory.examples.duty.SilenceLog;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.store.replica.ReplicaStatus;
import io.runbookmemory.tool.Tool;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A running daemon: the doors, and behind them the generation of its present configuration. What a
 * door acknowledged is in the ledger, so that it may end at any instant. Thread-safe.
 */
public final class Daemon implements AutoCloseable {

  private final Stores stores;
  private final Workers.Inboxes inboxes;
  private final Parts.Tools tools;
  private final Generation.Lasting lasting;
  private final Supplier<DaemonConfig> reader;
  private final Chat chat;
  private final DoorServer server;
  private final Foresight foresight;
  private final Census census;
  private final Calls calls = new Calls();
  private volatile Generation generation;

  private Daemon(
      Supplier<DaemonConfig> reader,
      Stores stores,
      Parts.Tools tools,
      Function<RemedyRoom, List<Tool>> own) {
    DaemonConfig config = reader.get();
    this.reader = reader;
    this.stores = stores;
    this.tools = tools.with(tracing(config.traces()));
    this.inboxes = Workers.Inboxes.of(config, stores, tools.clock());
    this.lasting = new Generation.Lasting(stores, inboxes, this.tools, own);
    this.generation = Generation.start(config, lasting, null);
    this.chat = chat(config);
    try {
      this.server = DoorServer.open(config.listen(), doors(config), () -> generation.identities());
    } catch (RuntimeException e) {
      chat.close();
      generation.stop();
      generation.close();
      this.tools.tracing().close();
      throw e;
    }
    generation.analyze();
    show(this.tools.meters());
    this.census =
        Census.start(
            () -> generation.responder().memory().map(RunbookMemory::memories),
            stores::bytes,
            tools.meters());
    this.foresight =
        Foresight.start(
            () -> generation.responder().expected(tools.clock().instant()), tools.meters());
    tellListening(config);
  }

  /**
   * Starts a daemon.
   *
   * @param reader gives the configuration, now and whenever it is to be read again
   * @param stores closed with the daemon, or if it cannot start
   * @param tools closed likewise
   * @throws ArmException if it cannot start; then nothing is left open
   */
  public static Daemon start(Supplier<DaemonConfig> reader, Stores stores, Parts.Tools tools) {
    return start(reader, stores, tools, room -> List.of());
  }

  /**
   * Starts a daemon with tools of one's own, which plans may name and clients may call.
   *
   * @param own makes them, for each configuration anew, of what remedies run with; each name once,
   *     none of memory's
   * @throws ArmException as the other one
   */
  public static Daemon start(
      Supplier<DaemonConfig> reader,
      Stores stores,
      Parts.Tools tools,
      Function<RemedyRoom, List<Tool>> own) {
    try {
      return new Daemon(reader, stores, tools, own);
    } catch (RuntimeException e) {
      tools.meters().close();
      stores.close();
      throw e;
    }
  }

  private Chat chat(DaemonConfig config) {
    return new Chat(
        new Backing(
            () -> generation.config().chat(),
            () -> generation.responder(),
            stores.ledger(config.tenant()),
            tools.log(),
            tools.clock(),
            this::held));
  }

  private void tellListening(DaemonConfig config) {
    tools
        .log()
        .write(
            "listening",
            Map.of(
                "host", config.listen().host(),
                "port", String.valueOf(server.port()),
                "mode", config.mode().name().toLowerCase(Locale.ROOT)));
  }

  private void show(DaemonMeters meters) {
    meters.backlog(inboxes::waiting);
    meters.spool(inboxes::spooled);
    meters.replicaLag(this::replicaLag);
  }

  private static Tracing tracing(DaemonConfig.Traces part) {
    URI endpoint = part.endpoint();
    Secret token = part.token();
    return endpoint == null
        ? Tracing.OFF
        : Tracing.to(endpoint, token == null ? null : token.value(), part.percent());
  }

  private Generation begun(DaemonConfig config) {
    Generation begun = Generation.start(config, lasting, generation.identities());
    begun.analyze();
    return begun;
  }

  /** Work in the background is a call as those through the doors are. */
  private Runnable held(Runnable work) {
    return () ->
        calls.during(
            () -> {
              work.run();
              return work;
            });
  }

  private List<Door> doors(DaemonConfig config) {
    List<Door> doors = new ArrayList<>();
    doors.add(
        new AlertmanagerDoor(
            inboxes.intake(),
            () -> generation.config().queue().most(),
            new AlertmanagerDoor.Told(tools.meters(), tools.log(), tools.tracing())));
    doors.addAll(calls.held(TracedDoor.of(behind(config), tools.tracing())));
    doors.add(new HealthDoor());
    doors.add(new ReadyDoor(this::readiness));
    doors.add(new ReloadDoor(this::reload));
    doors.addAll(Pane.doors());
    if (config.metrics()) {
      doors.add(new MetricsDoor(tools.meters()));
    }
    return doors;
  }

  /** Returns the doors that lead to what a reload replaces. */
  private List<Door> behind(DaemonConfig config) {
    Backend backend =
        new Backend(
            () -> generation.responder(),
            () -> generation.budgets(),
            () -> generation.counts(),
            config.tenant(),
            tools.clock(),
            tools.log());
    List<Door> doors =
        new ArrayList<>(
            Api.operations(
                backend, () -> generation.runs(), () -> generation.mcp(), silences(config)));
    doors.add(
        new DeploymentsDoor(
            () ->
                Optional.of(generation)
                    .filter(now -> now.config().deployments())
                    .flatMap(now -> now.responder().journal()),
            config.tenant(),
            tools.clock()));
    doors.addAll(McpDoors.of(() -> generation.mcp()));
    doors.addAll(chat.doors());
    return doors;
  }

  private SilenceLog silences(DaemonConfig config) {
    return new SilenceLog(stores.ledger(config.tenant()), new PatternRedactor());
  }

  /** Returns where it listens. */
  public int port() {
    return server.port();
  }

  private ReadyDoor.Readiness readiness() {
    Pipeline.State state = generation.state();
    Optional<SpoolRunner> spool = generation.spool();
    List<String> faults = generation.faults();
    boolean works =
        state == Pipeline.State.WORKING
            || state == Pipeline.State.STANDING_BY
            || spool.filter(SpoolRunner::isWorking).isPresent();
    Map<String, String> parts = new TreeMap<>();
    parts.put("pipeline", state.name().toLowerCase(Locale.ROOT));
    parts.put("mode", generation.config().mode().name().toLowerCase(Locale.ROOT));
    parts.put("memory", generation.config().memory().enabled() ? "on" : "off");
    parts.put("analysis", generation.analysis());
    parts.put("spool", spool.map(SpoolRunner::state).orElse("off"));
    parts.put(
        "replica", stores.replica(generation.config().tenant()).map(Daemon::word).orElse("off"));
    parts.put("waiting", String.valueOf(inboxes.waiting()));
    // Named, and no more: what tells by other channels must go on being sent alerts.
    parts.put("channels", faults.isEmpty() ? "no fault" : String.join("; ", faults));
    return new ReadyDoor.Readiness(works, parts);
  }

  private double replicaLag() {
    Instant asOf =
        stores.replica(generation.config().tenant()).map(ReplicaStatus::asOf).orElse(null);
    return asOf == null
        ? Double.NaN
        : Duration.between(asOf, tools.clock().instant()).toMillis() / 1000.0;
  }

  /** Says whether the shared store is read or its copy, and as of when that is. */
  private static String word(ReplicaStatus replica) {
    String asOf = replica.asOf() == null ? "not complete" : "as of " + replica.asOf();
    if (!replica.reached()) {
      return "read, " + asOf + ": the shared store is down";
    }
    return replica.fault() == null ? "follows, " + asOf : "stays behind, " + asOf;
  }

  /**
   * Reads the configuration again and goes on by it.
   *
   * @return which changes need a restart, and were passed over
   * @throws ArmException if the configuration breaks a rule; then all is as before
   */
  public synchronized List<String> reload() {
    DaemonConfig before = generation.config();
    DaemonConfig read = reader.get();
    Generation.check(read, tools);
    List<String> left = needRestart(read, before);
    DaemonConfig next = read.lastingAs(before);
    if (next.isOpenToOthers() && !before.isOpenToOthers()) {
      throw new InvalidInputException(
          "access",
          "must stay until a restart: listen stays as it was, and anybody could post there");
    }
    Generation replaced = generation;
    replaced.stop();
    try {
      generation = begun(next);
    } catch (RuntimeException e) {
      generation = begun(before);
      throw e;
    } finally {
      calls.retire(replaced::close);
    }
    tools
        .log()
        .write(
            "reloaded",
            Map.of(
                "mode",
                next.mode().name().toLowerCase(Locale.ROOT),
                "needRestart",
                String.join(",", left)));
    return left;
  }

  private static List<String> needRestart(DaemonConfig read, DaemonConfig before) {
    List<String> left = new ArrayList<>();
    if (!read.store().equals(before.store())) {
      left.add("store");
    }
    if (!read.replica().equals(before.replica())) {
      left.add("replica");
    }
    if (!read.listen().equals(before.listen())) {
      left.add("listen");
    }
    if (!read.tenant().equals(before.tenant())) {
      left.add("tenant");
    }
    if (!read.traces().equals(before.traces())) {
      left.add("traces");
    }
    if (read.metrics() != before.metrics()) {
      left.add("metrics");
    }
    return left;
  }

  /** Takes no more, ends what is under way, and leaves the rest in the ledger. */
  @Override
  public synchronized void close() {
    server.close();
    chat.close();
    foresight.close();
    census.close();
    generation.stop();
    calls.close();
    generation.close();
    tools.log().write("stopped", Map.of("waiting", String.valueOf(inboxes.waiting())));
    tools.tracing().close();
    tools.meters().close();
    stores.close();
  }
}
