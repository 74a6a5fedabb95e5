package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.runbookmemory.connectors.playbook.PlaybookReader;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.usage.BetaPosterior;
import io.runbookmemory.oncall.playbook.AutoApplyPolicy;
import io.runbookmemory.oncall.playbook.ConditionCheck;
import io.runbookmemory.oncall.playbook.PlaybookCatalog;
import io.runbookmemory.oncall.playbook.PlaybookEnd;
import io.runbookmemory.oncall.playbook.PlaybookOrder;
import io.runbookmemory.oncall.playbook.PlaybookRunner;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remedies in playbooks: which may run unattended, by policy alone, and which never. */
@EnableKubernetesMockClient(crud = true)
final class RemedyPlaybookTest {

  private static final AutoApplyPolicy POLICY =
      new AutoApplyPolicy(
          Set.of(
              new AutoApplyPolicy.Grant("calm", "prod"),
              new AutoApplyPolicy.Grant("undo", "prod")));
  private static final String PLAYBOOKS =
      """
      apiVersion: runbookmemory.io/v1
      kind: RemediationPlaybook
      metadata: {name: calm}
      spec:
        trigger: {alert: CheckoutSlow}
        actions:
          - {type: turn_flag_off, auto: true, arguments: {namespace: shop, config_map: flags, key: fast}}
      ---
      apiVersion: runbookmemory.io/v1
      kind: RemediationPlaybook
      metadata: {name: undo}
      spec:
        trigger: {alert: CheckoutSlow}
        actions:
          - {type: undo_rollout, arguments: {namespace: shop, deployment: api, to: 1}}
      """;

  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @TempDir Path folder;

  @Test
  void whatCanBeUndoneRunsByPolicyAloneAndWhatDestroysWaitsForSomebody() throws IOException {
    RemedyShop.flags(client);
    try (RemedyShop shop = new RemedyShop(client, folder)) {
      List<ToolContract> contracts = shop.tools().stream().map(Tool::contract).toList();
      Path file = Files.writeString(folder.resolve("playbooks.yaml"), PLAYBOOKS);
      PlaybookCatalog catalog =
          new PlaybookReader(contracts).read(List.of(file)).catalog(contracts);
      BetaPosterior proven = new BetaPosterior(30, 0);
      assertThat(POLICY.decide(catalog, "calm", RemedyShop.PROD, proven).apply()).isTrue();
      assertThat(AutoApplyPolicy.NEVER.decide(catalog, "calm", RemedyShop.PROD, proven).apply())
          .isFalse();
      assertThat(POLICY.decide(catalog, "undo", RemedyShop.PROD, proven).reasons())
          .containsExactly("undo_rollout is DESTRUCTIVE");

      PlaybookRunner runner =
          new PlaybookRunner(
              catalog, shop.box(), ConditionCheck.NONE, shop.clock, PlaybookRunner.Pause.SLEEP);
      assertThat(runner.run(order(shop, "calm")).end()).isInstanceOf(PlaybookEnd.Completed.class);
      assertThat(client.configMaps().inNamespace("shop").withName("flags").get().getData())
          .containsEntry("fast", "off");
      shop.revisionBefore(shop.deployment(3, "api:2"), "api:1");
      assertThat(runner.run(order(shop, "undo")).end())
          .isInstanceOf(PlaybookEnd.WaitsForApproval.class);
    }
  }

  private static PlaybookOrder order(RemedyShop shop, String playbook) {
    return new PlaybookOrder(
        playbook, Caller.of("bo"), RemedyShop.PROD, shop.clock.instant(), Map.of());
  }
}
