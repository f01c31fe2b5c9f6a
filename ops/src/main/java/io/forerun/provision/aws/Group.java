package io.forerun.provision.aws;

/**
 * What a target of the fleet is at AWS.
 *
 * @param target type@region
 * @param region of AWS, such as eu-west-1
 * @param name of the Auto Scaling group
 */
public record Group(String target, String region, String name) {
    public Group {
        if (!region.matches("[a-z]{2}(-[a-z]+)+-[0-9]")) {
            throw new IllegalArgumentException("region: value=" + region + ", allowed=a region such as eu-west-1");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("group: value=" + name + ", allowed=the name of an Auto Scaling group");
        }
    }
}
