import dev.slipway.testing.EngineImages
import dev.slipway.testing.RegistryProcess
import dev.slipway.testing.SshAgentProcess

def registry = RegistryProcess.options().login('carol', 'hunter2-of-the-yard').start()
def engine = new EngineImages()
engine.push('slipway-it/busybox:1', registry.host() + '/team/base:1', 'carol', 'hunter2-of-the-yard')
engine.close()
// short, since the path of a socket has at most 107 bytes
def folder = java.nio.file.Files.createTempDirectory('agent')
def agent = SshAgentProcess.start(folder)
context.put('registry', registry)
context.put('agent', agent)
context.get('userProperties').putAll(['it.registry': registry.host(), 'it.agent': agent.socket().toString()])
new File(basedir, 'licence.key').text = 'licence-of-the-yard'
return true
