import dev.slipway.testing.EngineImages

// what the engine of this machine is too old for must be refused before anything is built
def engine = new EngineImages()
context.put('isOld', engine.isOlderThan('1.42'))
engine.close()
return true
