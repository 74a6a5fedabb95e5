package io.runbookmemory.bench.alerts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One daemon, or several on one store, each at a port that stays its own however often it is killed
 * and started again. Not thread-safe; what measures runs beside it.
 */
public final class DaemonFleet implements AutoCloseable {

  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(2);

  /** Longer than the lease, so that another takes over meanwhile. */
  private static final int PAUSE_MILLIS = 8_000;

  private final List<String> command;
  private final Path folder;
  private final List<Path> configs = new ArrayList<>();
  private final List<URI> addresses = new ArrayList<>();
  private final List<DaemonProcess> running = new ArrayList<>();

  /** From the start of a process that was killed to its first answer, in seconds. */
  final Queue<Double> answers = new ConcurrentLinkedQueue<>();

  /** From the end of the one that worked to the moment that one works again, in seconds. */
  final Queue<Double> works = new ConcurrentLinkedQueue<>();

  private final @Nullable Outage outage;
  private int kills;
  private int pauses;
  private int outages;

  /**
   * Prepares a fleet.
   *
   * @param command how {@code arm} is started
   * @param folder for configurations and logs
   * @param outage takes the database away for a while, instead of every second harm; null for never
   */
  public DaemonFleet(List<String> command, Path folder, @Nullable Outage outage) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.outage = outage;
  }

  /** Takes what the daemons share away, and gives it back. */
  public interface Outage {
    /** Returns when it is back. */
    void happen() throws InterruptedException;
  }

  /** Starts one more, on a store. */
  void start(String store, Receiver receiver) throws IOException, InterruptedException {
    int number = configs.size();
    int port = freePort();
    configs.add(
        Files.writeString(
            folder.resolve("arm-" + number + ".yaml"),
            String.format(
                Locale.ROOT,
                """
                version: 1
                mode: page
                store: "%s"
                replica: {enabled: %s, directory: copy-%d}
                listen: {port: %d}
                channels:
                - {name: told, kind: webhook, url: "%s", of: [page, ticket]}
                """,
                store,
                outage != null,
                number,
                port,
                receiver.address())));
    addresses.add(URI.create("http://127.0.0.1:" + port));
    running.add(begun(number));
    while (!running.get(number).isReady()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private DaemonProcess begun(int number) throws IOException {
    return new DaemonProcess(
        command, configs.get(number), folder.resolve("daemon-" + number + ".log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  List<URI> addresses() {
    return List.copyOf(addresses);
  }

  int kills() {
    return kills;
  }

  int pauses() {
    return pauses;
  }

  int outages() {
    return outages;
  }

  /**
   * Does harm to one of them: kills it, and starts it again at once; or where there are several
   * stops it for longer than the lease lasts, one time in four. Every second time it is the one
   * that works.
   */
  void harm(Random random) throws IOException, InterruptedException {
    if (outage != null && random.nextBoolean()) {
      outages++;
      outage.happen();
      return;
    }
    int worker = worker();
    int victim = worker >= 0 && random.nextBoolean() ? worker : random.nextInt(running.size());
    boolean pause = running.size() > 1 && random.nextInt(4) == 0;
    long begin = System.nanoTime();
    if (pause) {
      pauses++;
      running.get(victim).pause();
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      running.get(victim).resume();
      return;
    }
    kills++;
    running.get(victim).kill();
    DaemonProcess again = begun(victim);
    running.set(victim, again);
    watch(again, victim == worker ? begin : -1, List.copyOf(running));
  }

  private int worker() throws InterruptedException {
    for (int i = 0; i < running.size(); i++) {
      if (running.get(i).isWorking()) {
        return i;
      }
    }
    return -1;
  }

  private void watch(DaemonProcess again, long workedUntil, List<DaemonProcess> all) {
    long begin = System.nanoTime();
    Thread.ofPlatform()
        .daemon()
        .name("watch")
        .start(
            () -> {
              try {
                if (await(begin, () -> !again.answer("/healthz").isEmpty())) {
                  answers.add((System.nanoTime() - begin) / 1e9);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    if (workedUntil >= 0) {
      Thread.ofPlatform().daemon().name("watch-work").start(() -> work(workedUntil, all));
    }
  }

  private void work(long since, List<DaemonProcess> all) {
    try {
      boolean works =
          await(
              since,
              () -> {
                for (DaemonProcess one : all) {
                  if (one.isUp() && one.isWorking()) {
                    return true;
                  }
                }
                return false;
              });
      if (works) {
        this.works.add((System.nanoTime() - since) / 1e9);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** Returns whether it came to hold within two minutes; a process may be killed meanwhile. */
  private static boolean await(long since, Condition condition) throws InterruptedException {
    while (System.nanoTime() - since < MOST_NANOS) {
      if (condition.holds()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return false;
  }

  /** Waits until each of them is up. */
  void awaitUp() throws InterruptedException {
    for (DaemonProcess one : running) {
      if (!await(System.nanoTime(), one::isUp)) {
        throw new IllegalStateException("a daemon did not start; its log is in " + folder);
      }
    }
  }

  @Override
  public void close() {
    running.forEach(DaemonProcess::close);
  }
}
