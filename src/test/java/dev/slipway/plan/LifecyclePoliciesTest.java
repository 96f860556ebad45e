package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.InvalidValueException;
import org.junit.jupiter.api.Test;

class LifecyclePoliciesTest {

    @Test
    void expiresImagesOfAnyTagByTheirAge() {
        assertThat(LifecyclePolicies.expireAfterDays(30)).isEqualTo("""
                        {"rules":[{"rulePriority":1,\
                        "description":"Expire images that were pushed more than 30 days ago",\
                        "selection":{"tagStatus":"any","countType":"sinceImagePushed","countNumber":30,"countUnit":"days"},\
                        "action":{"type":"expire"}}]}""");
    }

    @Test
    void keepsTheLastImagesOfAnyTag() {
        assertThat(LifecyclePolicies.keepLast(5)).isEqualTo("""
                        {"rules":[{"rulePriority":1,"description":"Keep the last 5 images",\
                        "selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":5},\
                        "action":{"type":"expire"}}]}""");
    }

    @Test
    void numbersBelowOneAreRefused() {
        assertThatThrownBy(() -> LifecyclePolicies.keepLast(0))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("0 is not a number that an ECR lifecycle policy takes");
        assertThatThrownBy(() -> LifecyclePolicies.expireAfterDays(-1)).isInstanceOf(InvalidValueException.class);
    }
}
