package io.runbookmemory.connectors.ticket;

import static io.runbookmemory.connectors.http.FixtureServer.json;
import static io.runbookmemory.connectors.http.FixtureServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.connectors.http.ClientContract;
import io.runbookmemory.connectors.http.FixtureServer.Reply;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as https://docs.github.com/en/rest/issues has them. */
class GitHubIssuesClientTest extends ClientContract {

  private static final Reply ISSUE =
      json(
          """
          {"number":42,"title":"Slow","state":"open","body":"p99","assignee":null,
            "html_url":"https://github.com/acme/ops/issues/42",
            "created_at":"2026-11-20T10:00:00Z","updated_at":"2026-11-20T10:00:00Z"}
          """);

  private Reply comments(String text, String next) {
    Reply page =
        json(
            "[{\"user\":{\"login\":\"ann\"},\"created_at\":\"2026-11-20T10:00:00Z\",\"body\":\""
                + text
                + "\"}]");
    return next.isEmpty()
        ? page
        : page.with(
            "Link", "<" + next + ">; rel=\"next\", <" + server.address() + ">; rel=\"last\"");
  }

  @Override
  protected void call(Endpoint endpoint) {
    Ticket ticket = new GitHubIssuesClient(endpoint, "acme/ops").read("42").orElseThrow();
    assertThat(ticket.url()).hasToString("https://github.com/acme/ops/issues/42");
    assertThat(ticket.notes()).extracting(Ticket.Note::text).containsExactly("one", "two");
  }

  @Override
  protected List<Reply> good() {
    return List.of(
        ISSUE, comments("one", server.address() + "repositories/1/x?page=2"), comments("two", ""));
  }

  private GitHubIssuesClient client() {
    return new GitHubIssuesClient(server.endpoint().build(), "acme/ops");
  }

  @Test
  void theNextPageIsAskedForAsTheLinkHasIt() {
    server.gives(good().toArray(Reply[]::new));

    call(server.endpoint().build());

    assertThat(server.asked().getLast().target()).isEqualTo("/base/repositories/1/x?page=2");
    assertThat(server.asked().getLast().headers())
        .containsEntry("Accept", "application/vnd.github+json");
  }

  @Test
  void aNextPageOnAnotherHostIsNotAskedFor() {
    server.gives(ISSUE, comments("one", "https://evil.example/steal"));

    assertThatThrownBy(() -> client().read("42"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("names https://evil.example/steal, which is not the same");
  }

  @Test
  void anIssueIsCommentedAndClosed() {
    server.gives(reply(201, "{}"), ISSUE, reply(404, "{\"message\":\"Not Found\"}"));

    assertThat(client().comment("42", "rolled back")).isTrue();
    assertThat(client().transition("42", "Closed")).isTrue();
    assertThat(server.asked().getLast().body()).isEqualTo("{\"state\":\"closed\"}");
    assertThat(client().transition("404", "open")).isFalse();
    assertThatThrownBy(() -> client().transition("42", "done"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("state: must be open or closed, got done");
  }

  @Test
  void aRepositoryIsOwnerAndName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GitHubIssuesClient(server.endpoint().build(), "acme/ops/../x"));
  }
}
