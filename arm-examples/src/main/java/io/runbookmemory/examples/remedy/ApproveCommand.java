package io.runbookmemory.examples.remedy;

import io.runbookmemory.examples.option.EnvOption;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.playbook.AuditOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.store.ledger.LedgerStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm remedy approve}. */
@Command(
    name = "approve",
    description = {
      "Agree, as another person than who asked, to what waits: prints the token for --approval."
          + " Who",
      "has the key counts as an admin. A request ends 15 minutes after it was made."
    })
final class ApproveCommand implements Callable<Integer> {

  @Parameters(paramLabel = "REQUEST", description = "What arm remedy run printed.")
  private String request = "";

  @Mixin private EnvOption env = new EnvOption();

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private AuditOptions audit = new AuditOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    try (LedgerStore ledgers = store.openLedgers();
        AuditFolder folder = AuditFolder.open(audit.folder(store.url()))) {
      Caller caller = Caller.of(System.getProperty("user.name"));
      output.line(
          RunCommand.toolbox(folder, audit.key(), ledgers.ledger(store.tenant()), Role.ADMIN)
              .build()
              .approve(request, caller, RunCommand.scope(store, env.env())));
      return ExitStatus.OK;
    }
  }
}
