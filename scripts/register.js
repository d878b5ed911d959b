require('ts-node').register();
