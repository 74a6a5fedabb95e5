package shop.harbor;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.guard.access.Roles;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditLog;
import io.runbookmemory.guard.key.SigningKey;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.recall.context.ContextBudget;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** An assistant with a memory, for whoever is on call. */
@SpringBootApplication
@EnableConfigurationProperties(OnCallProperties.class)
public class OnCallApplication {

  public static void main(String[] args) {
    SpringApplication.run(OnCallApplication.class, args);
  }

  @Bean
  MemoryStore store(OnCallProperties properties) {
    return SqliteMemoryStore.open(properties.folder().resolve("memory.db"));
  }

  @Bean
  RunbookMemory memory(MemoryStore store, ObjectProvider<EmbeddingModel> model) {
    RunbookMemoryBuilder builder = RunbookMemory.builder(store);
    model.ifAvailable(builder::model);
    return builder.build();
  }

  @Bean
  AuditFolder audit(OnCallProperties properties) {
    return AuditFolder.open(properties.folder().resolve("audit"));
  }

  /** The tools over memory, and whatever bean is a tool, behind one guard. */
  @Bean
  GuardedToolbox toolbox(
      RunbookMemory memory,
      AuditFolder audit,
      OnCallProperties properties,
      ObjectProvider<Tool> tools) {
    SigningKey key = SigningKey.of(properties.auditKey().getBytes(StandardCharsets.UTF_8));
    return memory
        .journal()
        .toolbox(AuditLog.open(audit, audit, key, "assistant"), roles(properties))
        .tools(tools.orderedStream().toList())
        .build();
  }

  private static Roles roles(OnCallProperties properties) {
    return (caller, scope) ->
        properties.admins().contains(caller.id())
            ? Optional.of(Role.ADMIN)
            : Optional.of(Role.RESPONDER)
                .filter(any -> properties.responders().contains(caller.id()));
  }

  @Bean
  RecallAdvisor recall(RunbookMemory memory) {
    return new RecallAdvisor(memory, ContextBudget.tokens(1_500));
  }
}
