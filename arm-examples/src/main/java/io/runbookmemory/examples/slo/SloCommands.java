package io.runbookmemory.examples.slo;

import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.rules.AlertmanagerConfig;
import io.runbookmemory.slo.rules.GrafanaDashboard;
import io.runbookmemory.slo.rules.PrometheusRules;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommands of {@code arm slo} that write what other programs read. */
final class SloCommands {

  private SloCommands() {}

  /** What both share. */
  abstract static class Base implements Callable<Integer> {

    @Mixin ObjectiveOptions objective = new ObjectiveOptions();
    @Mixin DataOutput output = new DataOutput();

    @Override
    public final Integer call() {
      Slo slo = objective.read();
      BurnRatePolicy policy = objective.policy(slo, output);
      if (slo.calendarMonths().isPresent()) {
        output.complain("arm: months are not known to PromQL; what is written counts 30 days");
      }
      if (slo.timeSlices().isPresent()) {
        output.complain("arm: slices of time are not written; what is written counts requests");
      }
      write(slo, policy);
      return ExitStatus.OK;
    }

    abstract void write(Slo slo, BurnRatePolicy policy);
  }

  /** {@code arm slo rules}. */
  @Command(
      name = "rules",
      description = {
        "Print the recording and alerting rules of an objective, for promtool check rules;",
        "with --test their test, for promtool test rules; with --alertmanager the configuration"
            + " that has a page hold back the ticket of the same objective.",
        "Evidence, coverage, hold and habits cannot be said in rules: arm classify has them."
      })
  static final class Rules extends Base {

    @Option(names = "--test", description = "Print the rules' test in place of the rules.")
    private boolean test;

    @Option(
        names = "--alertmanager",
        description = "Print what Alertmanager must know, for amtool check-config.")
    private boolean alertmanager;

    @Option(
        names = "--file",
        paramLabel = "NAME",
        description = "The rule file that the test names, ${DEFAULT-VALUE} by default.")
    private String file = "rules.yml";

    @Override
    void write(Slo slo, BurnRatePolicy policy) {
      if (test && alertmanager) {
        throw output.usage("give either --test or --alertmanager");
      }
      PrometheusRules rules = new PrometheusRules(slo, policy);
      if (output.json()) {
        output.print(
            Output.object()
                .put("rules", rules.file())
                .put("test", rules.test(file))
                .put("alertmanager", AlertmanagerConfig.file()));
      } else {
        String text =
            alertmanager ? AlertmanagerConfig.file() : test ? rules.test(file) : rules.file();
        output.line(text.stripTrailing());
      }
    }
  }

  /** {@code arm slo dashboard}. */
  @Command(
      name = "dashboard",
      description = {
        "Print a dashboard of an objective, to import into Grafana; it reads what the rules record."
      })
  static final class Dashboard extends Base {

    @Override
    void write(Slo slo, BurnRatePolicy policy) {
      output.line(new GrafanaDashboard(slo, policy).json());
    }
  }
}
