package io.runbookmemory.guard;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.tool.ToolAnswer;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one conversation of an agent: what a caller may call in a scope, through a {@link
 * GuardedToolbox}, with answers that a language model can act on. Any framework's own kind of tool
 * is made of {@link #contracts()} and {@link #call}. Thread-safe.
 */
public final class AgentTools {

  /** Nobody reads more; the oldest are asked for anew. */
  private static final int MOST_WAITING = 100;

  private final GuardedToolbox box;
  private final Caller caller;
  private final Scope scope;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<Call, Approved> approved = new LinkedHashMap<>();
  private final Map<Call, String> declined = new LinkedHashMap<>();

  /** A call, however its arguments are laid out. */
  private record Call(String tool, String arguments) {}

  private record Waiting(Call call, ToolResult.ApprovalRequired required) {}

  private record Approved(String requestId, String token) {}

  /**
   * Creates the tools.
   *
   * @param box which every call goes through
   * @param caller in whose name the agent calls
   * @param scope what for
   */
  public AgentTools(GuardedToolbox box, Caller caller, Scope scope) {
    this.box = Objects.requireNonNull(box, "box");
    this.caller = Objects.requireNonNull(caller, "caller");
    this.scope = Objects.requireNonNull(scope, "scope");
  }

  /**
   * Returns what the agent is to be told of: the tools that its caller may call now. Each call is
   * checked again.
   *
   * @return in the order of their names
   */
  public List<ToolContract> contracts() {
    return box.contracts(caller, scope);
  }

  /**
   * Makes a call, with the word of a second person where there is one.
   *
   * @param tool its name, as the model wrote it
   * @param arguments one JSON object, as the model wrote it; null or blank for none
   * @return what became of it, as {@link ToolAnswer} writes it; a refusal and a failure are answers
   */
  public String call(String tool, @Nullable String arguments) {
    return ToolAnswer.of(result(tool, arguments));
  }

  /**
   * Makes a call as {@link #call} does, for a protocol that says beside the words whether it went
   * well.
   *
   * @param tool its name, as the model wrote it
   * @param arguments one JSON object, as the model wrote it; null or blank for none
   * @return what became of it; a model is given {@link ToolAnswer#of} it
   */
  public ToolResult result(String tool, @Nullable String arguments) {
    return result(tool, arguments, null);
  }

  /**
   * Makes a call as {@link #result(String, String)} does, in an incident that the client named.
   *
   * @param tool its name, as the model wrote it
   * @param arguments one JSON object, as the model wrote it; null or blank for none
   * @param incident where the call is written down; null for the toolbox's, or the one that is open
   * @return what became of it
   */
  public ToolResult result(String tool, @Nullable String arguments, @Nullable MemoryId incident) {
    String given = arguments == null || arguments.isBlank() ? "{}" : arguments;
    Call call = new Call(tool, canonical(given));
    ToolRequest.Builder request = ToolRequest.builder(caller, scope, tool, given);
    String no = declinedOf(call);
    if (no != null) {
      return new ToolResult.Refused(no);
    }
    Approved word = approvalOf(call);
    if (word != null) {
      request.approval(word.token());
    }
    if (incident != null) {
      request.incident(incident);
    }
    ToolResult result = box.call(request.build());
    settle(call, word, result);
    return result;
  }

  private synchronized @Nullable String declinedOf(Call call) {
    return declined.remove(call);
  }

  private static String canonical(String arguments) {
    try {
      return JsonText.canonical(JsonText.read(arguments));
    } catch (InvalidInputException e) {
      // The guard refuses it, and says why.
      return arguments;
    }
  }

  private synchronized @Nullable Approved approvalOf(Call call) {
    Approved word = approved.get(call);
    if (word != null && isOver(word.requestId())) {
      approved.remove(call);
      return null;
    }
    return word;
  }

  private boolean isOver(String requestId) {
    try {
      box.approvalRequest(requestId);
      return false;
    } catch (InvalidInputException e) {
      return true;
    }
  }

  /** What was refused, such as for being one too many in a minute, did not use the word up. */
  private synchronized void settle(Call call, @Nullable Approved word, ToolResult result) {
    if (word != null && !(result instanceof ToolResult.Refused)) {
      approved.remove(call, word);
    }
    if (result instanceof ToolResult.ApprovalRequired required) {
      waiting.put(required.requestId(), new Waiting(call, required));
      if (waiting.size() > MOST_WAITING) {
        waiting.remove(waiting.keySet().iterator().next());
      }
    }
  }

  /**
   * Returns the calls that a second person has to agree to, to be shown to people: a model is not
   * given the request.
   *
   * @return the last {@value #MOST_WAITING}, the oldest first, without those that are over
   */
  public synchronized List<ToolResult.ApprovalRequired> waiting() {
    waiting.keySet().removeIf(this::isOver);
    return waiting.values().stream().map(Waiting::required).toList();
  }

  /**
   * Brings the word of a second person: the next call that is the same is made with it, once.
   *
   * @param requestId one of {@link #waiting()}
   * @param token as {@link GuardedToolbox#approve} gave it
   * @throws InvalidInputException if nothing of this conversation waits for it
   */
  public synchronized void approved(String requestId, String token) {
    Waiting asked = waiting.get(requestId);
    if (asked == null) {
      throw new InvalidInputException("approval", "is for no call that waits in this conversation");
    }
    approved.values().removeIf(word -> isOver(word.requestId()));
    approved.put(asked.call(), new Approved(requestId, Objects.requireNonNull(token, "token")));
    waiting.values().removeIf(one -> one.call().equals(asked.call()));
  }

  /**
   * Brings the word of a second person against a call: the next one that is the same is refused
   * with it, once, and it waits no more.
   *
   * @param requestId one of {@link #waiting()}
   * @param reason who declined it and why, for the model to read
   * @throws InvalidInputException if nothing of this conversation waits for it
   */
  public synchronized void declined(String requestId, String reason) {
    Waiting asked = waiting.get(requestId);
    if (asked == null) {
      throw new InvalidInputException("approval", "is for no call that waits in this conversation");
    }
    declined.put(asked.call(), reason);
    if (declined.size() > MOST_WAITING) {
      declined.remove(declined.keySet().iterator().next());
    }
    waiting.values().removeIf(one -> one.call().equals(asked.call()));
  }
}
