import dev.slipway.testing.MavenRun
import groovy.json.JsonSlurper

def run = MavenRun.of(basedir)
def plan = { module -> new JsonSlurper().parseText(run.text("${module}/target/plan.json")) }
def destinations = { module -> plan(module).images[0].publishing.destinations }
def pushes = { module ->
    run.text("${module}/target/plan.txt").readLines()*.trim().findAll { it.startsWith('Push ') }
}
def role = 'arn:aws:iam::123456789012:role/push'
def acme = [registry: 'ghcr.io/acme', optional: false, insecure: false]
def ecr = [registry: "ecr:eu-west-1 as ${role}".toString(), optional: true]
def own = [registry: 'localhost:5000', optional: false, insecure: true]
def said = { module -> destinations(module).collect { it.subMap('registry', 'optional', 'insecure') } }

assert said('inheriting') == [acme, ecr]
assert destinations('inheriting')[1].ecr.roleArn == role
assert said('appending') == [acme, ecr, own]
assert said('overriding') == [own + [optional: true]]
assert destinations('empty') == []

assert plan('inheriting').push == [retries: 0, timeout: 'PT5M']
assert plan('appending').push == [retries: 7, timeout: 'PT5M']
assert plan('empty').push == [retries: 5, timeout: 'PT30M']

// the command line has the short form, which takes the place of all that the POMs say
assert pushes('appending') ==
        ['Push        ecr, repository appending (created if missing: AES256, scan on push)']

// Maven puts both forms into one element, and which of them is meant cannot be told any more
assert run.error().contains("<registries><registry>: an entry has both a text, ")
assert run.error().contains('Write <registries combine.self="override"> here, or the same form in both.')
return true
