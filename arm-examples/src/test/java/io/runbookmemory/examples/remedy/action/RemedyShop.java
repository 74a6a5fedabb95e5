package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.runbookmemory.examples.remedy.cluster.Cluster;
import io.runbookmemory.examples.remedy.cluster.ClusterConfig;
import io.runbookmemory.examples.remedy.drift.DriftTools;
import io.runbookmemory.examples.remedy.later.FollowUps;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.examples.remedy.turn.Waiting;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.testkit.ManualClock;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The remedies behind a guard, on a clock that waiting turns. */
public final class RemedyShop implements AutoCloseable {

  static final Scope PROD = Scope.of(Tenant.DEFAULT).withEnv("prod");

  private static final String REVISION = "deployment.kubernetes.io/revision";

  static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

  final ManualClock clock = new ManualClock(BEGIN);
  final ExactMemoryStore store = new ExactMemoryStore(clock);
  final List<Lesson> lessons = new ArrayList<>();
  final Cluster cluster;
  private final AuditFolder audit;
  private final SigningKey key = SigningKey.random();

  /** Where turns are; a test may put one there that breaks. */
  LedgerStore turns = store;

  /** Whom remedies tell how they ended. */
  Lessons told = lessons::add;

  /** Tools beside those that are shipped. */
  final List<Tool> own = new ArrayList<>();

  /** What happens in the cluster while a remedy waits. */
  Runnable meanwhile = () -> {};

  RemedyShop(KubernetesClient client, Path folder) {
    this.cluster =
        Cluster.of(
            new ConfigBuilder(client.getConfiguration()).build(),
            new ClusterConfig(
                null,
                "eu",
                Set.of("shop"),
                6,
                Duration.ofMinutes(15),
                List.of("/tmp"),
                true,
                Map.of()));
    this.audit = AuditFolder.open(folder);
  }

  /** Returns a room of a daemon that just started. */
  RemedyRoom room(String daemon) {
    Waiting waiting =
        length -> {
          clock.advance(length);
          meanwhile.run();
        };
    Turns turns = new Turns(this.turns, Tenant.DEFAULT, daemon, clock, waiting);
    return new RemedyRoom(turns, told, clock, waiting);
  }

  /** Returns what such a daemon puts back. */
  FollowUps later(String daemon) {
    return new FollowUps(store.ledger(Tenant.DEFAULT), room(daemon).turns(), clock);
  }

  List<Tool> tools() {
    RemedyRoom room = room("one");
    List<Tool> tools = new ArrayList<>(own);
    tools.addAll(Remedies.tools(new ClusterRoom(cluster, later("one"), clock), room));
    tools.addAll(DriftTools.of(cluster));
    return tools;
  }

  GuardedToolbox box() {
    Role admin = Role.ADMIN;
    return GuardedToolbox.builder(
            AuditLog.open(audit, audit, key, "shop-" + System.nanoTime()),
            (caller, scope) -> Optional.of(caller.id().equals("ada") ? admin : Role.RESPONDER),
            new PatternRedactor(),
            clock)
        .tools(tools())
        .build();
  }

  ToolResult call(String tool, String arguments) {
    return box().call(ToolRequest.builder(Caller.of("bo"), PROD, tool, arguments).build());
  }

  ToolResult look(String tool, String arguments) {
    return box().call(ToolRequest.builder(Caller.of("bo"), PROD, tool, arguments).dryRun().build());
  }

  /** Calls what destroys, with the word of a second person. */
  ToolResult agreed(String tool, String arguments) {
    GuardedToolbox box = box();
    Caller bo = Caller.of("bo");
    ToolResult first = box.call(ToolRequest.builder(bo, PROD, tool, arguments).build());
    if (!(first instanceof ToolResult.ApprovalRequired asked)) {
      return first;
    }
    String token = box.approve(asked.requestId(), Caller.of("ada"), PROD);
    return box.call(ToolRequest.builder(bo, PROD, tool, arguments).approval(token).build());
  }

  Deployment deployment(int replicas, String image) {
    return cluster
        .client()
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("api")
                .withNamespace("shop")
                .addToAnnotations(REVISION, "2")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withTemplate(template(image))
                .endSpec()
                .build())
        .create();
  }

  /** Makes the flags: one, which is on. */
  public static void flags(KubernetesClient client) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("flags")
                .withNamespace("shop")
                .endMetadata()
                .addToData("fast", "on")
                .build())
        .create();
  }

  /** Reaches what another operator defines, of which the client knows nothing. */
  static Resource<GenericKubernetesResource> custom(
      KubernetesClient client, GenericKubernetesResource one) {
    String[] version = one.getApiVersion().split("/", 2);
    String kind = one.getKind();
    return client
        .genericKubernetesResources(
            Custom.kind(version[0], version[1], kind, kind.toLowerCase(Locale.ROOT) + "s"))
        .inNamespace("shop")
        .resource(one);
  }

  /** Adds the revision that was out before. */
  void revisionBefore(Deployment live, String image) {
    revision(live, 1, image);
  }

  private void revision(Deployment live, int number, String image) {
    cluster
        .client()
        .resource(
            new ReplicaSetBuilder()
                .withNewMetadata()
                .withName("api-" + number)
                .withNamespace("shop")
                .addToAnnotations(REVISION, String.valueOf(number))
                .addNewOwnerReference()
                .withUid(live.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withTemplate(template(image))
                .endSpec()
                .build())
        .create();
  }

  /** Counts on as the deployment's controller does once 2 was rolled back to 1, which is then 3. */
  void revisionsTurned() {
    revision(live(), 2, "api:2");
    cluster
        .client()
        .apps()
        .replicaSets()
        .inNamespace("shop")
        .withName("api-1")
        .edit(
            set ->
                new ReplicaSetBuilder(set)
                    .editMetadata()
                    .addToAnnotations(REVISION, "3")
                    .endMetadata()
                    .build());
    cluster
        .client()
        .resource(live())
        .edit(
            one ->
                new DeploymentBuilder(one)
                    .editMetadata()
                    .addToAnnotations(REVISION, "3")
                    .endMetadata()
                    .build());
  }

  static PodTemplateSpec template(String image) {
    return new PodTemplateSpecBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("api")
        .withImage(image)
        .endContainer()
        .endSpec()
        .build();
  }

  Deployment live() {
    return cluster.client().apps().deployments().inNamespace("shop").withName("api").get();
  }

  /** Does what the deployment's controller would. */
  void rolledOut() {
    observed(Long.MAX_VALUE);
  }

  /**
   * Has the deployment's status say that all is well, though it may be of another generation than
   * the one that is live.
   */
  void observed(long generation) {
    Deployment live = live();
    int replicas = live.getSpec().getReplicas();
    cluster
        .client()
        .resource(
            new DeploymentBuilder(live)
                .withNewStatus()
                .withObservedGeneration(generation)
                .withReplicas(replicas)
                .withUpdatedReplicas(replicas)
                .withAvailableReplicas(replicas)
                .endStatus()
                .build())
        .updateStatus();
  }

  @Override
  public void close() {
    cluster.close();
    audit.close();
    store.close();
  }
}
