package io.runbookmemory.examples.daemon.tool;

import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.examples.guard.KeyFile;
import io.runbookmemory.examples.playbook.AuditOptions;
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

  /** A chain has one writer, and two daemons may share a folder. */
  private static final String WRITER = "arm-serve-" + ProcessHandle.current().pid();

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
    Path path = config.tools().key();
    SigningKey key = path == null ? new AuditOptions().key() : KeyFile.read(path);
    Approvals approvals = new Approvals(key, new LedgerTokenUses(kept.ledger()), kept.clock());
    return GuardedToolbox.builder(
            log(key), (caller, scope) -> Optional.of(role), new PatternRedactor(), kept.clock())
        .approvals(approvals)
        .tools(tools)
        .threads(Tracing::carrying)
        .acts(new ToolActs(kept.incidents(), kept.clock()))
        .build();
  }

  private AuditLog log(SigningKey key) {
    if (audit == null) {
      Path given = config.tools().audit();
      Path place = given == null ? new AuditOptions().folder(config.store()) : given;
      AuditFolder opened = AuditFolder.open(place);
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
