package shop.harbor;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.store.MemoryStore;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An on-call service with a memory. */
@SpringBootApplication
public class OnCallApplication {

  public static void main(String[] args) {
    SpringApplication.run(OnCallApplication.class, args);
  }

  @Bean
  MemoryStore store(@Value("${memory.file:memory.db}") Path file) {
    return SqliteMemoryStore.open(file);
  }

  @Bean
  RunbookMemory memory(MemoryStore store, ObjectProvider<EmbeddingModel> model) {
    RunbookMemoryBuilder builder = RunbookMemory.builder(store);
    model.ifAvailable(builder::model);
    return builder.build();
  }
}
