package shop.harbor;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Has a profile of its own, for which Quarkus stops the service and starts it anew. */
@QuarkusTest
@TestProfile(RestartTest.Again.class)
@QuarkusTestResource(YesterdaysFolder.class)
class RestartTest {

  public static class Again implements QuarkusTestProfile {}

  @Test
  void theServiceThatStoppedHadClosedItsMemory() {
    given().get("/q/health/ready").then().statusCode(200);
  }
}
