package io.runbookmemory.examples.daemon;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.daemon.access.Identities;
import io.runbookmemory.examples.daemon.budget.Budgets;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.examples.daemon.budget.SloPoller;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.idle.IdleRunner;
import io.runbookmemory.examples.daemon.idle.WeeklyArchive;
import io.runbookmemory.examples.daemon.mcp.McpRoom;
import io.runbookmemory.examples.daemon.memory.ResourceFeed;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.memory.Stores;
import io.runbookmemory.examples.daemon.notify.Channel;
import io.runbookmemory.examples.daemon.notify.Channels;
import io.runbookmemory.examples.daemon.notify.Routing;
import io.runbookmemory.examples.daemon.notify.SlackThreads;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.examples.daemon.pipeline.Pipeline;
import io.runbookmemory.examples.daemon.spool.SpoolRunner;
import io.runbookmemory.examples.daemon.tool.RunDesk;
import io.runbookmemory.examples.daemon.tool.Toolroom;
import io.runbookmemory.examples.daemon.tool.Toolset;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.oncall.Planner;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a configuration makes and another one replaces. The ledger tells the next generation
 * where this one ended. Thread-safe.
 */
final class Generation implements AutoCloseable {

  private final DaemonConfig config;
  private final @Nullable SloPoller poller;
  private final Workers workers;
  private final Supplier<Optional<IdleRunner>> idling;
  private volatile @Nullable IdleRunner idle;
  private final Behind behind;

  /** What lasts as long as the process, whatever it is configured to do. */
  record Lasting(
      Stores stores,
      Workers.Inboxes inboxes,
      Parts.Tools tools,
      Function<RemedyRoom, List<Tool>> own) {}

  /** What calls from outside need, which outlives the work: a call may still run. */
  private record Behind(
      Identities identities,
      Responder responder,
      @Nullable Responder apart,
      Toolset own,
      Toolroom tools,
      RunDesk runs,
      McpRoom mcp) {

    void close() {
      mcp.close();
      tools.close();
      own.close();
      if (apart != null) {
        apart.close();
      }
      responder.close();
    }
  }

  private Generation(
      DaemonConfig config,
      Behind behind,
      @Nullable SloPoller poller,
      Workers workers,
      Supplier<Optional<IdleRunner>> idling) {
    this.config = config;
    this.behind = behind;
    this.poller = poller;
    this.workers = workers;
    this.idling = idling;
  }

  /**
   * Checks all of a configuration that can be checked without a server: as far as it would start.
   */
  static void check(DaemonConfig config, Parts.Tools tools) {
    channels(
        config,
        () -> {
          throw new IllegalStateException("a check tells nobody");
        },
        tools);
    SloPoller.check(config.slos());
    Identities.of(config.access(), config.listen());
    ResourceFeed.check(config.analysis().resources());
    Toolset.check(config.tools());
  }

  static Map<String, Channel> channels(
      DaemonConfig config, Supplier<Ledger> ledger, Parts.Tools tools) {
    Channels.OnSlack slack =
        new Channels.OnSlack(new SlackThreads(ledger), config.chat().slack() != null);
    return Channels.of(config.channels(), tools.log(), slack);
  }

  /**
   * Starts one.
   *
   * @param before who was known by the one whose place it takes; null if there was none
   */
  static Generation start(DaemonConfig config, Lasting lasting, @Nullable Identities before) {
    Identities identities = Identities.of(config.access(), config.listen(), before);
    Behind behind = behind(config, lasting, identities);
    try {
      return start(
          config, lasting.stores(), new Running(lasting.inboxes(), behind), lasting.tools());
    } catch (RuntimeException e) {
      behind.close();
      throw e;
    }
  }

  private static Behind behind(DaemonConfig config, Lasting lasting, Identities identities) {
    Stores stores = lasting.stores();
    Parts.Tools tools = lasting.tools();
    Toolset own = Toolset.open(config, stores, lasting.own());
    Planner planner = own.planner(new Routing(config.mode(), config.channels()).calling());
    Responder responder;
    Responder apart;
    try {
      responder = Responder.open(config, stores, tools.meters(), planner, tools.clock());
      apart =
          stores
              .apart()
              .map(ours -> Responder.open(config, ours, tools.meters(), planner, tools.clock()))
              .orElse(null);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
    Toolroom.Kept kept =
        new Toolroom.Kept(stores.ledger(config.tenant()), responder.incidents(), tools.clock());
    RunbookMemory memory = responder.memory().orElse(null);
    Toolroom room = new Toolroom(config, kept, own.with(memory));
    RunDesk runs = new RunDesk(room, kept, stores.leases());
    McpRoom mcp = new McpRoom(config, memory, room, tools.clock());
    return new Behind(identities, responder, apart, own, room, runs, mcp);
  }

  /** What a pipeline runs with. */
  private record Running(Workers.Inboxes inboxes, Behind behind) {}

  private static Generation start(
      DaemonConfig config, Stores stores, Running running, Parts.Tools tools) {
    Responder responder = running.behind().responder();
    SloPoller poller =
        config.slos().enabled()
            ? SloPoller.start(config.slos(), tools.meters(), tools.clock())
            : null;
    Routing routing = new Routing(config.mode(), config.channels());
    routing.complaint().ifPresent(one -> tools.log().write("warning", Map.of("reason", one)));
    Parts.Rules rules =
        new Parts.Rules(
            config.noise(),
            config.maintenance(),
            poller == null ? Budgets.NONE : poller.budgets(),
            poller == null ? SloCounts.NONE : poller.counts(),
            Toolset.prometheus(config).orElse(null),
            config.slos().mayLower(),
            routing,
            config.queue());
    String owner = "process " + ProcessHandle.current().pid();
    Workers workers =
        Workers.start(
            new Workers.How(config, rules, tools),
            new Workers.Place(stores, running.inboxes().shared(), responder),
            apart(stores, running),
            owner);
    IdleRunner.Claimant claimant = new IdleRunner.Claimant(config.tenant(), owner);
    return new Generation(
        config,
        running.behind(),
        poller,
        workers,
        () -> idle(config, work(config, responder, rules.counts()), stores, claimant, tools));
  }

  private static Workers.@Nullable Apart apart(Stores stores, Running running) {
    Workers.Inboxes.Own own = running.inboxes().own();
    Stores apart = stores.apart().orElse(null);
    Responder responder = running.behind().apart();
    return own == null || apart == null || responder == null
        ? null
        : new Workers.Apart(new Workers.Place(apart, own.inbox(), responder), own.spool());
  }

  /** Begins to analyze while nothing else is to be done; once, when the daemon surely runs. */
  void analyze() {
    idle = idling.get().orElse(null);
  }

  private static Optional<IdleRunner.Work> work(
      DaemonConfig config, Responder responder, SloCounts counts) {
    return responder
        .memory()
        .filter(any -> config.analysis().enabled())
        .map(
            memory ->
                new IdleRunner.Work(
                    memory.analysis(),
                    new WeeklyArchive(memory.journal(), counts, config.analysis().zone())));
  }

  private static Optional<IdleRunner> idle(
      DaemonConfig config,
      Optional<IdleRunner.Work> work,
      Stores stores,
      IdleRunner.Claimant claimant,
      Parts.Tools tools) {
    return work.map(
        one -> IdleRunner.start(config.analysis(), one, stores.leases(), claimant, tools));
  }

  /** Returns what the watched objectives counted. */
  SloCounts counts() {
    return poller == null ? SloCounts.NONE : poller.counts();
  }

  DaemonConfig config() {
    return config;
  }

  Identities identities() {
    return behind.identities();
  }

  Budgets budgets() {
    return poller == null ? Budgets.NONE : poller.budgets();
  }

  Responder responder() {
    return behind.responder();
  }

  RunDesk runs() {
    return behind.runs();
  }

  McpRoom mcp() {
    return behind.mcp();
  }

  Pipeline.State state() {
    return workers.state();
  }

  /** Returns which channels tell nobody any more, each with why; empty while all is well. */
  List<String> faults() {
    return workers.faults();
  }

  /** Returns what works on alerts while the shared ledger is down; empty where nothing does. */
  Optional<SpoolRunner> spool() {
    return workers.spool();
  }

  /** Returns whether this daemon is the one that analyzes. */
  String analysis() {
    IdleRunner running = idle;
    return running == null ? "off" : running.state();
  }

  /** Ends the work, so that another generation may begin; calls are answered until it is closed. */
  void stop() {
    IdleRunner running = idle;
    if (running != null) {
      running.close();
    }
    workers.close();
    if (poller != null) {
      poller.close();
    }
  }

  /** Closes what calls need, after the work was ended. */
  @Override
  public void close() {
    behind.close();
  }
}
