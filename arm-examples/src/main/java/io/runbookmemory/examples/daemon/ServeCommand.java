package io.runbookmemory.examples.daemon;

import io.runbookmemory.examples.daemon.config.ConfigFile;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.memory.Stores;
import io.runbookmemory.examples.daemon.notify.Routing;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.examples.daemon.tool.AuditPlace;
import io.runbookmemory.examples.option.StoreLocation;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm serve}: the on-call daemon. */
@Command(
    name = "serve",
    description = {
      "Take alerts from Alertmanager, recall what solved them last time, and tell the team.",
      "Without a configuration it listens on loopback and tells its log alone; docs/operating.md",
      "says how it is rolled out. Ends on SIGTERM, and loses nothing then or otherwise."
    })
public final class ServeCommand implements Callable<Integer> {

  /** How long a termination waits for a start under way, a sixth of what Kubernetes grants. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(5);

  @Option(names = "--config", paramLabel = "FILE", description = "Such as arm.yaml.")
  private @Nullable Path file;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen; 0 for any that is free (default: listen.port, else 9393).")
  private @Nullable Integer port;

  @Option(names = "--check", description = "Check the configuration, and end.")
  private boolean check;

  @Mixin private StoreLocation store = new StoreLocation();
  @Mixin private Output output = new Output();

  /** Creates the command; picocli calls it. */
  public ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (port != null && (port < 0 || port > 65_535)) {
      throw output.usage("--port must be from 0 to 65535, got " + port);
    }
    InstantSource clock = InstantSource.system();
    EventLog log = new EventLog(new PrintWriter(output.writer()), clock);
    Parts.Tools tools = new Parts.Tools(new DaemonMeters(), log, clock);
    DaemonConfig config = read();
    new Routing(config.mode(), config.channels())
        .complaint()
        .ifPresent(one -> output.complain("arm: warning: " + one));
    AuditPlace.of(config)
        .fault()
        .ifPresent(why -> output.complain("arm: warning: no tool can be called, " + why));
    if (check) {
      Generation.check(config, tools);
      output.line(
          (file == null ? "the default configuration" : file.toString())
              + " is valid: mode "
              + config.mode().name().toLowerCase(Locale.ROOT)
              + ", channels "
              + config.channels().size()
              + ", objectives in "
              + config.slos().files().size()
              + " files");
      return ExitStatus.OK;
    }
    warnOfOthers(config);
    serve(this::read, config, tools);
    return ExitStatus.OK;
  }

  private void warnOfOthers(DaemonConfig config) {
    boolean named = config.listen().token() != null || config.access().isGiven();
    if (!config.listen().isLoopback()) {
      output.complain(
          "arm: warning: listens at "
              + config.listen().host()
              + ", where others can reach it"
              + (named ? "" : ": set listen.token, or access"));
    } else if (!named) {
      output.complain(
          "arm: whoever calls from this machine may do everything; a proxy here that sends no"
              + " X-Forwarded-For lets all of its callers pass for that: set access first");
    }
  }

  private DaemonConfig read() {
    DaemonConfig otherwise = DaemonConfig.DEFAULT.on(store.url()).in(System.getenv());
    DaemonConfig read =
        file == null ? otherwise : ConfigFile.read(file, System.getenv(), otherwise);
    DaemonConfig stored = store.given() ? read.on(store.url()) : read;
    return port == null ? stored : stored.at(port);
  }

  /** Runs until the process is told to end; then ends what is under way. */
  private static void serve(Supplier<DaemonConfig> reader, DaemonConfig config, Parts.Tools tools)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CompletableFuture<Optional<Daemon>> started = new CompletableFuture<>();
    // Before the start: whoever reads that it listens may end it in the next instant.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "arm-stop"));
    try {
      started.complete(Optional.of(Daemon.start(reader, Stores.open(config), tools)));
    } finally {
      started.complete(Optional.empty());
    }
    never.await();
  }

  /** A start that hangs on its store has acknowledged nothing, and is left as it is. */
  private static void end(CompletableFuture<Optional<Daemon>> started) {
    started
        .completeOnTimeout(Optional.empty(), START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join()
        .ifPresent(Daemon::close);
  }
}
