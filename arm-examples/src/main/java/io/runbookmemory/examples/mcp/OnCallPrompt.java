package io.runbookmemory.examples.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.option.AlertFile;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextBudget;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.recall.context.RecallContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prompt {@code oncall}: what is going on, with what memory has to say to it as material. */
final class OnCallPrompt {

  /** What leaves a small model's window room to answer. */
  private static final ContextBudget BUDGET = ContextBudget.tokens(4_000);

  private final RunbookMemory memory;
  private final InstantSource clock;

  OnCallPrompt(RunbookMemory memory, InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
  }

  SyncPromptSpecification specification() {
    McpSchema.Prompt prompt =
        McpSchema.Prompt.builder("oncall")
            .title("On call")
            .description("What is it, and what to do first? With what memory has to say to it.")
            .arguments(
                List.of(
                    argument("symptom", "What is going on, in words. This or an alert."),
                    argument("alert", "An alert, as Alertmanager's webhook writes it in JSON."),
                    argument("service", "The service, where you know it."),
                    argument("env", "The environment, such as prod.")))
            .build();
    return new SyncPromptSpecification(
        prompt, (exchange, request) -> answer(new Asked(request.arguments())));
  }

  private static McpSchema.PromptArgument argument(String name, String description) {
    return McpSchema.PromptArgument.builder(name).description(description).required(false).build();
  }

  /** What a client filled in. */
  private record Asked(@Nullable Map<String, Object> arguments) {

    @Nullable String value(String name) {
      Object value = arguments == null ? null : arguments.get(name);
      return value == null || value.toString().isBlank() ? null : value.toString();
    }
  }

  private McpSchema.GetPromptResult answer(Asked asked) {
    Situation situation = situation(asked);
    ActionPlan plan = memory.plan(situation);
    String words =
        """
        I am on call. %s This is what is going on:

        %s
        Say what it most likely is, what to check, and what to do first, and from which memory you \
        have it. Where memory has nothing that fits, say so. Ask the tools for what is missing, and \
        change nothing before I agree.

        # What memory has to say

        %s
        # The plan that ARM makes of it

        %s\
        """
            .formatted(
                Quoted.NOTICE,
                Quoted.fenced("text", situation.text()),
                RecallContext.render(plan.recall(), BUDGET, ContextForm.MARKDOWN),
                Quoted.fenced("markdown", PlanText.render(plan, ContextForm.MARKDOWN)));
    return McpSchema.GetPromptResult.builder(
            List.of(
                McpSchema.PromptMessage.builder(
                        McpSchema.Role.USER, McpSchema.TextContent.builder(words).build())
                    .build()))
        .description("What is going on, and what memory has to say to it")
        .build();
  }

  private Situation situation(Asked asked) {
    Instant now = clock.instant();
    String alert = asked.value("alert");
    String symptom = asked.value("symptom");
    if (alert == null && symptom == null) {
      throw invalid("say what is going on as symptom, or give an alert");
    }
    Situation.Builder situation =
        alert == null ? Situation.builder(String.valueOf(symptom), now) : alertOf(alert, now);
    String service = asked.value("service");
    String env = asked.value("env");
    if (service != null) {
      situation.service(service);
    }
    if (env != null) {
      situation.env(env);
    }
    Tenant tenant = memory.memories().tenant();
    return situation.tenant(tenant).build();
  }

  private static Situation.Builder alertOf(String json, Instant now) {
    try {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      return Situation.builder(AlertFile.parse("alert", bytes).getFirst().alert(), now);
    } catch (InvalidInputException | IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private static McpError invalid(@Nullable String rule) {
    return McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS).message("oncall: " + rule).build();
  }
}
