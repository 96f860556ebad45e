import dev.slipway.testing.EngineImages

// a run that was broken off may have left the base, which must not be there
def engine = new EngineImages()
engine.remove('it-reactor-order/app', 'it-reactor-order/base')
engine.close()
return true
