package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.connectors.chat.Posted;
import io.runbookmemory.connectors.chat.SlackClient;
import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.config.ChatPart;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.examples.daemon.notify.SlackButtons;
import io.runbookmemory.examples.daemon.notify.SlackThreads;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.JournalIncident;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the threads of incidents in Slack up to date with what a chat says of them. The journal has
 * it in any case: what Slack does not take is passed over, and the log says so.
 */
record IncidentThreads(Backing backing, Executor soon) implements Changes.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentThreads.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Override
  public void said(JournalIncident incident, String words) {
    ChatPart.Slack slack = backing.part().get().slack();
    Secret token = slack == null ? null : slack.token();
    if (slack == null || token == null) {
      return;
    }
    try {
      soon.execute(() -> tell(slack, token, incident, new PatternRedactor().redact(words)));
    } catch (RejectedExecutionException e) {
      LOG.warn("too much waits for Slack; a thread of {} is not told", incident.id());
    }
  }

  private void tell(ChatPart.Slack slack, Secret token, JournalIncident incident, String words) {
    try {
      SlackClient client =
          new SlackClient(
              Endpoint.builder(slack.api())
                  .credentials(Credentials.bearer(token::value))
                  .patience(PATIENCE)
                  .build());
      for (SlackThreads.Begun begun :
          new SlackThreads(backing::ledger).of(incident.id().toString())) {
        String key = UUID.randomUUID().toString();
        client.post(begun.channel(), begun.message(), words, key);
        client.update(
            new Posted(begun.channel(), null, begun.message()),
            SlackButtons.now(begun.text(), incident));
      }
    } catch (ArmException | IllegalArgumentException e) {
      LOG.warn("a thread of {} was not told: {}", incident.id(), e.getMessage());
    }
  }
}
