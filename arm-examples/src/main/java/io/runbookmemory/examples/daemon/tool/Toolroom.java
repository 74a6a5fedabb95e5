package io.runbookmemory.examples.daemon.tool;

import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.examples.guard.KeyFile;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.approval.Approvals;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.ToolActs;
import io.runbookmemory.store.audit.LedgerTokenUses;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a daemon behind the guard. Every call is in the audit log, which is opened when it
 * is first needed: a daemon that calls nothing writes none. Thread-safe.
 */
public final class Toolroom implements AutoCloseable {

  /** A chain has one writer, and daemons may share a folder, also of several machines. */
  private static final String WRITER =
      writer(System.getenv("HOSTNAME"), ProcessHandle.current().pid());

  private static final int LONGEST_WRITER = 64;

  private final DaemonConfig config;
  private final Kept kept;
  private final List<Tool> tools;
  private final Map<Role, GuardedToolbox> boxes = new EnumMap<>(Role.class);
  private @Nullable AuditFolder folder;
  private @Nullable AuditLog audit;
  private boolean closed;

  /**
   * Where is kept what becomes of calls.
   *
   * @param ledger which approvals were used
   * @param incidents what tools gave, where they were called in one
   */
  public record Kept(Ledger ledger, IncidentJournal incidents, InstantSource clock) {}

  /**
   * Creates it.
   *
   * @param tools each name once
   */
  public Toolroom(DaemonConfig config, Kept kept, Collection<? extends Tool> tools) {
    this.config = config;
    this.kept = kept;
    this.tools = List.copyOf(tools);
  }

  /** In a container every daemon is process 1: there the pod's name tells them apart. */
  static String writer(@Nullable String host, long process) {
    String plain = host == null ? "" : host.replaceAll("[^A-Za-z0-9._-]", "_");
    String end = "-" + process;
    int most = LONGEST_WRITER - "arm-serve-".length() - end.length();
    String machine = plain.substring(Math.max(0, plain.length() - most));
    return "arm-serve" + (machine.isEmpty() ? "" : "-" + machine) + end;
  }

  /** Returns what the tools take and do. */
  public List<ToolContract> contracts() {
    return tools.stream().map(Tool::contract).toList();
  }

  /**
   * Returns the tools for somebody who was found to have a role: the doors know who it is and as
   * what they came, and the guard takes that for its directory.
   *
   * @throws io.runbookmemory.error.ArmException if the audit log cannot be opened, and so nothing
   *     is called
   */
  public synchronized GuardedToolbox box(Role role) {
    if (closed) {
      throw new IllegalStateException("the tools of a configuration that was replaced are closed");
    }
    GuardedToolbox box = boxes.get(role);
    if (box == null) {
      box = open(role);
      boxes.put(role, box);
    }
    return box;
  }

  private GuardedToolbox open(Role role) {
    SigningKey key = key();
    Approvals approvals = new Approvals(key, new LedgerTokenUses(kept.ledger()), kept.clock());
    return GuardedToolbox.builder(
            log(key), (caller, scope) -> Optional.of(role), new PatternRedactor(), kept.clock())
        .approvals(approvals)
        .tools(tools)
        .threads(Tracing::carrying)
        .acts(new ToolActs(kept.incidents(), kept.clock()))
        .build();
  }

  /** A key that somebody names is there; one that nobody names is made. */
  private SigningKey key() {
    Path given = config.tools().key();
    return given == null ? AuditPlace.of(config).read() : KeyFile.read(given);
  }

  private AuditLog log(SigningKey key) {
    if (audit == null) {
      AuditFolder opened = AuditFolder.open(AuditPlace.of(config).folder());
      folder = opened;
      audit = AuditLog.open(opened, opened, key, WRITER);
    }
    return audit;
  }

  @Override
  public synchronized void close() {
    closed = true;
    boxes.clear();
    if (folder != null) {
      folder.close();
    }
  }
}
