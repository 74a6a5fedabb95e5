package io.runbookmemory.examples.remedy.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the answers of an API server mean to whoever called a tool. */
public final class Faults {

  private Faults() {}

  /** Returns what a look or an act gives, or what its failure means. */
  public static ToolResult answered(ToolInvocation invocation, Supplier<ToolResult> call) {
    try {
      return call.get();
    } catch (InvalidInputException e) {
      return new ToolResult.Refused(
          e.subject() + " " + e.rule(), List.of(new Violation(e.subject(), e.rule())));
    } catch (ArmException e) {
      return new ToolResult.Failed(
          Objects.requireNonNullElse(e.getMessage(), e.subject()),
          e instanceof UnavailableException);
    } catch (KubernetesClientException e) {
      return of(e, invocation);
    }
  }

  private static ToolResult of(KubernetesClientException fault, ToolInvocation invocation) {
    String said = String.valueOf(fault.getMessage());
    return switch (code(fault)) {
      case 401 ->
          new ToolResult.Failed("the cluster does not know the account (401): " + said, false);
      case 403 ->
          new ToolResult.Failed(
              "the cluster forbids it (403), docs/remediation.md has the rights: " + said, false);
      case 404 -> new ToolResult.NoData("the cluster has no such thing (404): " + said);
      case 409 ->
          new ToolResult.Failed("somebody changed it meanwhile (409), look again: " + said, true);
      case 429 -> new ToolResult.Failed("the cluster asks to wait (429): " + said, true);
      default ->
          isTimeout(fault)
              ? new ToolResult.TimedOut(invocation.timeout())
              : unanswered(fault, said);
    };
  }

  /** Returns what the API server answered; where a command is run that is said in the cause. */
  private static int code(KubernetesClientException fault) {
    for (@Nullable Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
        return handshake.getResponse().code();
      }
    }
    return fault.getCode();
  }

  /** No code is no answer: the line broke, or there was none. */
  private static ToolResult unanswered(KubernetesClientException fault, String said) {
    int code = code(fault);
    return code <= 0
        ? new ToolResult.Failed(
            "the cluster could not be asked: " + said + " (" + fault.getCause() + ")", true)
        : new ToolResult.Failed("the cluster answers " + code + ": " + said, code >= 500);
  }

  private static boolean isTimeout(Throwable fault) {
    for (@Nullable Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof HttpTimeoutException || at instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }
}
