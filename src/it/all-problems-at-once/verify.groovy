import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
run.failedWith("""\
Cannot plan the images of this module, 23 problems:
  - <engine>: 'podman' is not an engine. Use auto, buildkit or docker.
  - <ecr><accountId>: '1234' is not an AWS account. Write the twelve digits, with leading zeros, or leave it out to use the caller's account.
  - <ecr><encryption>: 'ROT13' is not a known encryption. Use AES256, KMS or KMS_DSSE.
  - <ecr><tagMutability>: 'SOMETIMES' is not a known tag mutability. Use MUTABLE or IMMUTABLE.
  - <ecr><expireAfterDays>: 'soon' is not a whole number. Write one such as 30.
  - <images><image>[Not_A_Name]<name>: 'Not_A_Name' is not a name that a registry takes. Use lower-case letters and digits, separated by '.', '_', '-' or '/', at most 255 characters.
  - <registries>: the registry 'https://ghcr.io/acme' is written as a URL. Leave out https:// there.
  - <registries>: the registry 'ecr:europe' names no AWS region. Write one such as ecr:eu-west-1, or just ecr.
  - <registries>: the registry 'yard' is malformed: 'yard' is not a registry host: it has neither a dot nor a port. Write ecr, ecr:REGION or host[:port][/namespace].
  - <images><image>[nameless]<name>: the image has no name. Add <name>, such as <name>app</name>.
  - <images><image>[it-problems/agent]<tags>: 'semver-patch' is not a tag keyword. Use one of latest, latest-release, semver, semver-minor, semver-major, sha, branch, timestamp, or a template.
  - <images><image>[it-problems/agent]<tags>: the tag '{flavour}' has the unknown placeholder {flavour}. Use one of {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.
  - <images><image>[it-problems/agent]<tags>: the tag 'with space' is not one that a registry takes. Use letters, digits, '_', '.' and '-', and placeholders {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.
  - <images><image>[it-problems/agent]<tags>: '99' is not a length for {sha}. Write a number from 1 to 40, such as {sha:12}.
  - <images><image>[it-problems/agent]<dockerFile>: there is no Dockerfile at ${basedir}/docker/Dockerfile.agent. Write its path relative to <contextDir> or to the module.
  - <images><image>[it-problems/agent]<platforms>: 'amd64' is not a platform. Write os/architecture[/variant], such as linux/amd64.
  - <images><image>[it-problems/agent]<pullPolicy>: 'sometimes' is not a pull policy. Use missing, always or never.
  - <images><image>[it-problems/agent]<timeout>: 'a while' is not a duration. Write one such as PT10M (ten minutes) or 600 (seconds).
  - <images><image>[it-problems/tool]<target>: Dockerfile has no stage 'runtime'. Use one of small.
  - <images><image>[two]<contextDir>: the folder ${basedir}/no/such/folder does not exist. Write the folder that the Dockerfile copies from.
  - <images><image>[two]<name>: two images are called it-problems/twice:1.0.0. Give one of them another <name> or a <tagSuffix>.
  - <images><image>[one]<tagSuffix>: no tag can end with '/three'. Use letters, digits, '_', '.' and '-'.
  - <images><image>[one]<alias>: two images have the alias 'one'. Give each an <alias> of its own.""")
assert !run.left('target/slipway')
return true
